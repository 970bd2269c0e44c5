package org.llmregistry.kernel.web;

/// A view of something that can be changed: its version is the entity tag that `If-Match` must name.
public interface Versioned {
    long version();
}
