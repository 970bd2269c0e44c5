package org.llmregistry.review;

import org.llmregistry.kernel.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super("review");
    }
}
