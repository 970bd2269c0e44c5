package org.llmregistry.registry;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Cursor;

/// Reads the cursor of a list that is sorted by id, which is the order of creation (UUIDv7).
public final class ListPosition {

    private static final UUID START = new UUID(0, 0);

    private ListPosition() {}

    /// @return the id to continue after; before every id on the first page
    public static UUID after(Cursor list, @Nullable String cursor) {
        try {
            return list.read(cursor)
                    .map(keys -> UUID.fromString(keys.getFirst()))
                    .orElse(START);
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.invalid(
                    "cursor", "cursor", "The cursor does not belong to this list; start again without a cursor.");
        }
    }
}
