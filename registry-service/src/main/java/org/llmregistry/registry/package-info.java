/// Registry: vendors, models, applications, licences and the public register. This package holds what every feature of
/// the service shares: its problem types and the form of stored JSON.
@NullMarked
package org.llmregistry.registry;

import org.jspecify.annotations.NullMarked;
