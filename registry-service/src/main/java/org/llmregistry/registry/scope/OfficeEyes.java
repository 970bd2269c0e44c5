package org.llmregistry.registry.scope;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.function.Supplier;

/// Lets one question of a vendor's transaction look at the rows of all vendors (ADR 0019). For questions whose answer
/// everybody may have; afterwards the caller has its own scope again, and after an error with its transaction.
public final class OfficeEyes {

    private OfficeEyes() {}

    public static <T> T ask(Supplier<T> question) {
        String scope = String.valueOf(one("SELECT coalesce(current_setting('registry.scope', true), '')", ""));
        one("SELECT set_config('registry.scope', :scope, true)", "office");
        T answer = question.get();
        one("SELECT set_config('registry.scope', :scope, true)", scope);
        return answer;
    }

    private static Object one(String sql, String scope) {
        var query = Panache.getEntityManager().createNativeQuery(sql);
        if (sql.contains(":scope")) {
            query.setParameter("scope", scope);
        }
        return query.getSingleResult();
    }
}
