/// What the holder of a licence is told of it: reminders of its end, objections, whatever else concerns it.
@NullMarked
package org.llmregistry.registry.notice;

import org.jspecify.annotations.NullMarked;
