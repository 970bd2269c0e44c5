/// What the tests of all three services share: a real PostgreSQL, signed tokens, the rules of contract and layout.
package org.llmregistry.kernel.testing;
