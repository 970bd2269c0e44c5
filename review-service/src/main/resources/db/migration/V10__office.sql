-- The region whose office works on a case: that of the application, until it is transferred.
ALTER TABLE case_file ADD office text;
UPDATE case_file SET office = region;
ALTER TABLE case_file ALTER office SET NOT NULL;
