package org.llmregistry.review;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The story of the contract, in the order of the work.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Review service",
                        version = "1.0",
                        description =
                                "Where the licensing authority works its cases through. Sign in with **Authorize** (client `swagger-ui`, no"
                                        + " secret), then follow the tags in their order: find a case in the queue, take it in, assess it clause by"
                                        + " clause, recommend, decide. Each case tells in `nextActions` what is possible now, who may do it, and why"
                                        + " you may not. **Three different persons** act on each case: case officer, second reader, decision maker."),
        tags = {
            @Tag(
                    name = "1 Queue",
                    description = "Find the next case; take it, give it back, declare an interest; leads and heads"),
            @Tag(
                    name = "2 Intake",
                    description = "Intake officer: accept an application, or return it with all its defects"),
            @Tag(name = "3 Assessment", description = "Case officer and tester: verdicts, counts, draws, questions"),
            @Tag(name = "4 Recommendation", description = "Second reader: another person than the case officer"),
            @Tag(
                    name = "5 Central review",
                    description = "Central reviewer, on tracks of two levels: refer or propose"),
            @Tag(name = "6 Decision", description = "Decision maker: a third person, with written reasons; the letter"),
            @Tag(
                    name = "7 Appeal",
                    description = "Appeal panel: members who had no part in the case agree on one outcome"),
            @Tag(name = "8 Conditions", description = "Case officer: evidence for what a licence was granted on"),
            @Tag(
                    name = "9 Orders",
                    description = "Restrict, suspend, lift, reinstate, revoke: one proposes, another confirms"),
            @Tag(
                    name = "10 After the grant",
                    description = "Officer: changes that holders notify, and incidents that they report"),
            @Tag(name = "Schemes", description = "The rules that a case is held against"),
            @Tag(name = "Statistics", description = "How the authority works"),
            @Tag(name = "For the registry", description = "How registry-service hands over applications"),
            @Tag(name = "Problems", description = "Every problem document, explained")
        })
public class ReviewContract extends Application {}
