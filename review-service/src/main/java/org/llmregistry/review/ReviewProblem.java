package org.llmregistry.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.llmregistry.kernel.problem.ProblemCatalogue;
import org.llmregistry.kernel.problem.ProblemType;

/// What only casework refuses.
public enum ReviewProblem implements ProblemType {
    DUTIES_NOT_SEPARATED(
            403,
            "Another person must do this",
            "Hand the case to a colleague: one person can't fill both duties, whatever the roles."),
    CONFLICT_OF_INTEREST(403, "A conflict of interest stands against it", "Leave the case to a colleague without one."),
    NOT_YOUR_CASE(403, "Another officer works on this case", "Ask the officer to release the case, then claim it."),
    ALREADY_CLAIMED(409, "Somebody claimed it first", "Take another case from the queue."),
    UNKNOWN_SCHEME(422, "No such scheme or track", "See GET /schemes for what is in force."),
    INVALID_SCHEME(422, "The scheme can't be used as it is", "Mend every item of 'errors' and draft it again."),
    SCHEME_PUBLISHED(409, "A published version never changes", "Draft the next version."),
    NO_MORE_ROUNDS(409, "No more questions now", "Wait for the answers, or go on with what is there."),
    REQUEST_SENT(
            409,
            "The questions are not a draft, or not answered",
            "See GET /cases/{id}/information-requests for how they stand."),
    NOT_CLAIMED(409, "The case has no officer", "A case officer can claim it."),
    NO_EXTENSION(409, "The time can't be extended", "See the clocks of the case and of its scheme."),
    ADVICE_AWAITED(409, "The case waits for advice", "Wait until the case returns with the advice."),
    ADVISED_ALREADY(409, "The advice has been given", "Read it with GET /cases/{id}/escalations."),
    ASKED_OF_ANOTHER_ROLE(403, "Another role was asked", "Leave the advice to the role that the officer asked."),
    NOT_TRANSFERABLE(
            409, "No other office can take the case", "See the regions of the scheme and the state of the case."),
    OFFICE_NOT_COMPETENT(409, "The office is not competent", "Transfer the case to an office that is."),
    NO_HEARING_NEEDED(409, "No hearing is needed", "Decide: POST /cases/{id}/decision."),
    NOT_HEARD(409, "The applicant has not been heard", "Give notice, then wait for the statement or its last day."),
    KIND_NOT_OFFERED(
            409, "The track does not offer this kind of application", "Return the application and name the defect."),
    BASE_LICENCE_NOT_IN_FORCE(
            409, "What the model rests on has no licence in force", "Refuse, or decide when it has one again."),
    NO_OPEN_APPEAL(409, "No appeal is open", "GET /orders/{id}/appeal tells what came of it."),
    PANEL_COMPLETE(409, "The panel is complete", "Its members decide the appeal."),
    DRAWN_ALREADY(409, "A draw is made once", "Commit to a new draw."),
    DRAW_OPEN(409, "A draw of this suite is open", "Wait for the vendor's digest of its bank."),
    BANK_NOT_FIXED(
            409,
            "Banks and secrets are not fixed",
            "Commit to each draw of 'errors' (POST /cases/{id}/draws), then wait for the vendor's digest of its bank."),
    REFERRED_ALREADY(409, "A case is referred back once", "Propose a decision."),
    STEP_NOT_ON_TRACK(409, "The track has no such step", "See the tracks of the scheme for their steps."),
    NO_LICENCE(409, "No licence was granted in this case", "Orders rest on an approved case."),
    ORDER_PROPOSED(409, "An order on this licence is proposed already", "Confirm, reject or withdraw that one first."),
    HOLDER_NOT_HEARD(409, "The holder has not been heard", "Wait for its statement, or until 'answerBy' has passed."),
    NO_URGENT_SUSPENSION(409, "The scheme has no urgent suspension", "Propose a suspension with POST /orders."),
    INVALID_ORDER(422, "The order does not fit its scheme", "Mend every item of 'errors'."),
    NO_OBJECTION(409, "No objection is possible", "See 'objectionUntil'; an order is always possible: POST /orders."),
    ACKNOWLEDGED_ALREADY(409, "Somebody acknowledged it first", "Take another one: GET /incidents?acknowledged=false."),
    REGISTRY_UNAVAILABLE(503, "The registry does not answer", "Repeat the request in a minute."),
    UNKNOWN_CLAUSE(404, "The scheme has no such clause", "See GET /cases/{id}/assessments for the clauses."),
    INVALID_QUESTIONS(422, "The questions do not fit the scheme", "Mend every item of 'errors'."),
    UNKNOWN_SUITE(422, "The scheme has no rule for these counts", "See GET /cases/{id}/thresholds for the suites."),
    ASSESSMENT_INCOMPLETE(
            422, "The assessment is not complete", "Deal with every item of 'errors', then repeat the request."),
    INVALID_DECISION(422, "The decision contradicts itself", "Mend every item of 'errors'.");

    private final int status;
    private final String title;
    private final String remedy;

    ReviewProblem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @ApplicationScoped
    static class Catalogue implements ProblemCatalogue {
        @Override
        public List<? extends ProblemType> types() {
            return Arrays.asList(ReviewProblem.values());
        }
    }
}
