-- Which licence an application changes (variation, renewal) or rests on (registration).
ALTER TABLE application ADD licence_number text CONSTRAINT application_licence REFERENCES licence (number);
ALTER TABLE application ADD base_licence_number text CONSTRAINT application_base_licence REFERENCES licence (number);
ALTER TABLE application ADD CONSTRAINT application_kind_licence CHECK ((kind IN ('VARIATION', 'RENEWAL')) = (licence_number IS NOT NULL)) NOT VALID;
CREATE UNIQUE INDEX application_of_licence ON application (licence_number)
    WHERE licence_number IS NOT NULL AND status NOT IN ('APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED');

ALTER TABLE licence ADD rests_on text CONSTRAINT licence_rests_on REFERENCES licence (number);
ALTER TABLE licence ADD superseded_by text CONSTRAINT licence_superseded_by REFERENCES licence (number) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE licence ADD CONSTRAINT licence_superseded CHECK ((status = 'SUPERSEDED') = (superseded_by IS NOT NULL)) NOT VALID;
-- A renewal that was asked for in time keeps a licence in force past its last day.
ALTER TABLE licence ADD renewal_pending boolean NOT NULL DEFAULT false;
ALTER TABLE licence ADD renewed_by uuid CONSTRAINT licence_renewed_by REFERENCES application;
CREATE INDEX licence_resting_on ON licence (rests_on) WHERE rests_on IS NOT NULL;
