package org.llmregistry.audit;

import org.llmregistry.kernel.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super("audit");
    }
}
