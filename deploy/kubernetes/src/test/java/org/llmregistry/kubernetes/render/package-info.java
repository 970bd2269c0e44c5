@NullMarked
package org.llmregistry.kubernetes.render;

import org.jspecify.annotations.NullMarked;
