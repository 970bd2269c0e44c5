package org.llmregistry.registry.licence;

import jakarta.enterprise.context.ApplicationScoped;

/// Lets the hourly look at what has ended happen now.
@ApplicationScoped
public class ExpiryRun {

    private final Expiring expiring;

    ExpiryRun(Expiring expiring) {
        this.expiring = expiring;
    }

    public void run() {
        expiring.expire();
    }
}
