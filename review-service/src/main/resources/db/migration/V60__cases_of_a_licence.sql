-- Renewals and variations of a licence are found by the application that it was granted on.
CREATE INDEX case_file_licensed_on ON case_file (licensed_on) WHERE licensed_on IS NOT NULL;
