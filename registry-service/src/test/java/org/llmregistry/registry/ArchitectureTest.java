package org.llmregistry.registry;

import org.llmregistry.kernel.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super("registry");
    }
}
