@NullMarked
package org.llmregistry.kubernetes.rule;

import org.jspecify.annotations.NullMarked;
