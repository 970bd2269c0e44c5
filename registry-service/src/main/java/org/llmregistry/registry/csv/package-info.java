/// Lists in CSV, however long: read record by record, ahead of the work that is done with them.
@NullMarked
package org.llmregistry.registry.csv;

import org.jspecify.annotations.NullMarked;
