-- Counts of one risk or one corpus source, and of how many there are.
ALTER TABLE evaluation ADD counted_for text;
ALTER TABLE evaluation ADD population bigint CONSTRAINT evaluation_population CHECK (population >= sampled);
