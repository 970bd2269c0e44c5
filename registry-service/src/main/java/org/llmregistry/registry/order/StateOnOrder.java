package org.llmregistry.registry.order;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// What the holder says to an order that it is heard on.
record StateOnOrder(@NotBlank @Size(max = 20_000) String statement) {

    static final String EXAMPLE = """
            {"statement": "The filter for minors was mended on 20 November; the new counts are attached to our answer."}""";
}
