-- A proposal drafts the conditions of a grant and justifies each departure from a threshold.
ALTER TABLE proposal ADD conditions text NOT NULL DEFAULT '[]';
ALTER TABLE proposal ADD departures text NOT NULL DEFAULT '[]';
ALTER TABLE proposal ADD CONSTRAINT proposal_refusal_drafts_nothing CHECK (outcome <> 'REFUSE' OR conditions = '[]' AND departures = '[]');
