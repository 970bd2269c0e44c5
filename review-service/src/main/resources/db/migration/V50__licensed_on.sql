-- Application that the licence was granted on which a variation or renewal changes: orders on it hang on that case.
ALTER TABLE case_file ADD licensed_on uuid;
