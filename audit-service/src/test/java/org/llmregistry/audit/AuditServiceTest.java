package org.llmregistry.audit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.llmregistry.audit.checkpoint.WitnessResource;
import org.llmregistry.kernel.testing.PostgresResource;
import org.llmregistry.kernel.testing.TokenResource;

/// The service as it runs, on a PostgreSQL of its own and with two witnesses.
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "audit"))
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(WitnessResource.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuditServiceTest {}
