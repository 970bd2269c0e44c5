-- On a track of one level the recommendation is the proposal: it drafts the conditions of a grant and justifies each departure from a threshold.
ALTER TABLE recommendation ADD conditions text NOT NULL DEFAULT '[]';
ALTER TABLE recommendation ADD departures text NOT NULL DEFAULT '[]';
ALTER TABLE recommendation ADD CONSTRAINT recommendation_refusal_drafts_nothing CHECK (outcome <> 'REFUSE' OR conditions = '[]' AND departures = '[]');
