/// A decision under appeal, before a panel that had no part in the case.
@NullMarked
package org.llmregistry.review.appeal;

import org.jspecify.annotations.NullMarked;
