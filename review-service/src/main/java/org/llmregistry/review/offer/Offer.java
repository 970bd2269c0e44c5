package org.llmregistry.review.offer;

import org.jspecify.annotations.Nullable;

/// Something that can be done to a part of a case now.
///
/// @param path under the case
/// @param role that may do it
/// @param rule that stands against this person, beside its roles and its conflicts of interest; null: none
public record Offer(
        String action,
        String method,
        String path,
        String role,
        @Nullable String rule) {

    public static Offer post(String action, String path, String role, @Nullable String rule) {
        return new Offer(action, "POST", path, role, rule);
    }
}
