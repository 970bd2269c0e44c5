DROP INDEX register_entry_base_entries;                    -- RegisterSearch asks for names as well, in one condition
ALTER TABLE licence_surrender DROP COLUMN valid_to_before;
