-- Until when a returned application can be submitted again, as review told; null: without end.
ALTER TABLE application ADD COLUMN resubmit_before timestamptz;
