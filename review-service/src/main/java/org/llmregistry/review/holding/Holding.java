package org.llmregistry.review.holding;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What the holder of a licence owes and may. Days are calendar days of the authority.
///
/// @param reminders     days before the last day on which the holder is reminded of the renewal
/// @param transferable  whether a licence may pass to another vendor
/// @param surrenderDays after the end of the service in which a licence is given back
/// @param incidentDays  after it knows of a serious incident in which the holder reports it
@Schema(name = "HoldingRules", description = "What the holder of a licence owes and may; days are calendar days")
public record Holding(List<Integer> reminders, boolean transferable, int surrenderDays, int incidentDays) {}
