package org.llmregistry.kernel.web;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Lets callers send `Idempotency-Key`: the first answer is kept for 24 hours with the effect, in the same
/// transaction, and replayed. Goes beside `@Transactional` on the method whose arguments are the request.
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
