package org.llmregistry.review.scheme;

/// A version after the first was published. Fired as a CDI event in the transaction of the publication.
public record SchemePublished(String code, int version) {}
