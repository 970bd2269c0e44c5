package org.llmregistry.registry.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.LicenceStatus;
import org.llmregistry.registry.licence.LicenceView;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.order.OrderResource.OrderReceipt;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.ReviewMessages;

/// Follows the orders of the authority (domain rules L2 to L5, L10): the licence stands as the orders in force make it.
@ApplicationScoped
class Obeying {

    private final Inbox inbox;
    private final Register register;
    private final ReviewMessages review;
    private final AuthorityDay day;
    private final AuditTrail audit;
    private final Clock clock;

    Obeying(Inbox inbox, Register register, ReviewMessages review, AuthorityDay day, AuditTrail audit, Clock clock) {
        this.inbox = inbox;
        this.register = register;
        this.review = review;
        this.day = day;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    OrderReceipt obey(ReceiveOrder message) {
        Licence licence = Licences.lockedOfApplication(message.applicationId())
                .orElseThrow(() -> Refusal.notFound("A licence of application " + message.applicationId()));
        if (!inbox.isNew(message.messageId())) {
            return new OrderReceipt(OrderReceipt.Outcome.DUPLICATE, licence.number());
        }
        LicenceOrder order = LicenceOrder.findById(message.orderId());
        if (order == null) {
            order = new LicenceOrder(licence.id(), message, clock.instant());
            order.persist();
        } else {
            if (message.upheldAt() == null) {
                order.moveTo(message.status(), message.at());
            } else {
                order.uphold(message.upheldAt());
            }
        }
        LicenceOrder.flush();
        boolean ended = !licence.status().isUnderOrders() || isRefused(message.applicationId());
        if (!ended) {
            follow(licence, order, message.at());
        }
        return new OrderReceipt(ended ? OrderReceipt.Outcome.ENDED : OrderReceipt.Outcome.APPLIED, licence.number());
    }

    /// The holder answers before an order takes effect, or after an urgent suspension did.
    LicenceOrder state(Licence held, String statement, String person) {
        UUID application = held.requireApplication();
        Licence licence = locked(held);
        LocalDate today = LocalDate.now(clock);
        LicenceOrder order = LicenceOrder.of(licence.id()).stream()
                .filter(each -> each.mayBeAnswered(today))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        RegistryProblem.NOT_HEARD_NOW,
                        "No order on licence %s waits for a statement of yours.".formatted(licence.number())));
        order.answer(statement, clock.instant());
        review.answeredOrder(
                new ReviewMessages.OrderStatement(Ids.next(), order.id(), application, statement, clock.instant()));
        audit.record(
                "licence.order-answered",
                "licences/" + licence.number(),
                person,
                Map.of("orderId", order.id().toString()));
        return order;
    }

    /// The holder appeals against an order that stands, in the days of the scheme.
    LicenceOrder appeal(UUID vendor, Licence held, UUID orderId, AppealOrder command, String person) {
        UUID applicationId = held.requireApplication();
        Licence licence = locked(held);
        LicenceOrder order = LicenceOrder.of(licence.id()).stream()
                .filter(each -> each.id().equals(orderId) && each.tookEffect())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("The order " + orderId));
        Document.requireUploaded(vendor, command.documents(), "/documents");
        Application application = Application.require(applicationId); // of an earlier holder, when it was passed on
        LocalDate last =
                day.lastDayOfAppeal(order.effectiveAt(), application.schemeCode(), application.schemeVersion());
        if (!order.mayBeAppealed()) {
            throw Refusal.of(
                    RegistryProblem.NO_APPEAL,
                    "Against what two persons ordered, once, while it stands and lowers the licence.");
        }
        if (day.today(application.schemeCode(), application.schemeVersion()).isAfter(last)) {
            throw Refusal.of(RegistryProblem.NO_APPEAL, "The last day was %s.".formatted(last));
        }
        Instant now = clock.instant();
        order.appeal(
                command.grounds(), day.isAppealSuspensive(application.schemeCode(), application.schemeVersion()), now);
        LicenceOrder.flush();
        review.appealedOrder(new ReviewMessages.OrderAppeal(
                Ids.next(), orderId, applicationId, command.grounds(), command.documents(), now));
        audit.record(
                "licence.order-appealed",
                "licences/" + licence.number(),
                person,
                Map.of("orderId", orderId.toString()));
        if (order.isStayed()) {
            follow(licence, order, now);
        }
        return order;
    }

    private static Licence locked(Licence held) {
        return Licences.lockedOfApplication(held.requireApplication())
                .orElseThrow(() -> Refusal.notFound("The licence " + held.number()));
    }

    /// Decided anew after an appeal, and not granted: no order brings that licence back.
    private static boolean isRefused(UUID application) {
        return switch (Application.require(application).status()) {
            case REFUSED, WITHDRAWN, LAPSED -> true;
            default -> false;
        };
    }

    void fold(@Observes Licences.StandsAgain again) {
        Licence licence = Licence.findById(again.licenceId());
        List<LicenceOrder> inForce = LicenceOrder.inForce(licence.id());
        LicenceStatus now = Sanction.stateUnder(inForce);
        if (now != licence.status()) {
            licence.stand(now, limits(now, inForce));
            register.move(licence.number(), now.name(), now.standing(), again.day());
            audit.record(
                    "licence.stands-again",
                    "licences/" + licence.number(),
                    AuditTrail.SYSTEM,
                    Map.of("status", now.name()));
        }
    }

    private void follow(Licence licence, LicenceOrder order, Instant at) {
        List<LicenceOrder> inForce = LicenceOrder.inForce(licence.id());
        LicenceStatus now = Sanction.stateUnder(inForce);
        boolean moves = now != licence.status();
        licence.stand(now, limits(now, inForce));
        if (moves) {
            register.move(
                    licence.number(),
                    now.name(),
                    now.standing(),
                    at.atOffset(ZoneOffset.UTC).toLocalDate());
        }
        audit.record(
                event(order, moves),
                "licences/" + licence.number(),
                AuditTrail.SYSTEM,
                Map.of(
                        "orderId", order.id().toString(),
                        "sanction", order.sanction().name(),
                        "ground", order.ground(),
                        "order", order.status().name(),
                        "status", now.name()));
    }

    private static LicenceView.@Nullable Limits limits(LicenceStatus now, List<LicenceOrder> inForce) {
        if (now != LicenceStatus.RESTRICTED && now != LicenceStatus.SUSPENDED) {
            return null;
        }
        LicenceOrder restriction = newest(inForce, Sanction.RESTRICT, Sanction.LIFT);
        LicenceOrder suspension = newest(inForce, Sanction.SUSPEND, Sanction.REINSTATE);
        return new LicenceView.Limits(
                restriction == null ? null : restriction.scope(),
                suspension == null ? null : suspension.until(),
                suspension == null ? null : suspension.endCondition());
    }

    private static @Nullable LicenceOrder newest(List<LicenceOrder> inForce, Sanction begins, Sanction ends) {
        LicenceOrder newest = null;
        for (LicenceOrder order : inForce) {
            newest = order.sanction() == begins ? order : order.sanction() == ends ? null : newest;
        }
        return newest;
    }

    private static String event(LicenceOrder order, boolean moves) {
        if (order.status().isInForce() && moves) {
            return switch (order.sanction()) {
                case RESTRICT -> "licence.restricted";
                case SUSPEND -> "licence.suspended";
                case LIFT -> "licence.lifted";
                case REINSTATE -> "licence.reinstated";
                case REVOKE -> "licence.revoked";
            };
        }
        return switch (order.status()) {
            case PROPOSED -> "licence.order-announced";
            case IN_FORCE_UNCONFIRMED -> "licence.order-confirmed";
            case CONFIRMED -> order.isUpheld() ? "licence.order-upheld" : "licence.order-confirmed";
            case REJECTED, WITHDRAWN -> "licence.order-dropped";
            case FALLEN -> "licence.order-fallen";
            case SET_ASIDE -> "licence.order-set-aside";
        };
    }
}
