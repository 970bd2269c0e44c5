-- A base model that is named by id stands in the register; entries are never removed.
ALTER TABLE model_version ADD CONSTRAINT model_version_base_model_known
    FOREIGN KEY (base_model_id) REFERENCES register_entry (id);
