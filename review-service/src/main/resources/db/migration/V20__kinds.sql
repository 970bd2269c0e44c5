-- Which licence an application changes or rests on, and what the registry said of that when the case was decided.
ALTER TABLE case_file ADD licence_number text;
ALTER TABLE case_file ADD base_licence_number text;
ALTER TABLE case_file ADD base_model_name text;
ALTER TABLE decision ADD base_licences text NOT NULL DEFAULT '[]';
