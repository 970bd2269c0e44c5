package org.llmregistry.kernel.testing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.web.Idempotent;

/// The rules that keep a service a house (design, section 8). A service's `ArchitectureTest` extends it.
public abstract class ArchitectureRules {

    private static final int MOST_TYPES_IN_A_PACKAGE = 10;
    private static final int MOST_LINES_OF_CODE = 250;
    private static final int MOST_LINES_OF_TEST = 350;
    private static final List<Class<? extends Annotation>> VERBS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);
    private static final Set<String> SERVICES = Set.of("registry", "review", "audit");

    private final String root;
    private final JavaClasses code;

    protected ArchitectureRules(String service) {
        this.root = "org.llmregistry." + service;
        this.code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    @Test
    void services_do_not_know_each_others_classes() {
        String[] others = SERVICES.stream()
                .map(service -> "org.llmregistry." + service)
                .filter(service -> !service.equals(root))
                .map(service -> service + "..")
                .toArray(String[]::new);
        noClasses().should().dependOnClassesThat().resideInAnyPackage(others).check(code);
    }

    @Test
    void features_depend_on_each_other_without_circles() {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().check(code);
    }

    @Test
    void every_endpoint_carries_its_permission() {
        methods()
                .that(areEndpoints())
                .should(carryOneOf(RolesAllowed.class, PermitAll.class, Authenticated.class))
                .check(code);
    }

    @Test
    void no_entity_stands_in_a_resource_signature() {
        methods()
                .that(areEndpoints())
                .should(not(new ArchCondition<JavaMethod>("mention an entity") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean mentions = Stream.concat(
                                        method.getParameterTypes().stream(), Stream.of(method.getReturnType()))
                                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                                .anyMatch(type -> type.isAnnotatedWith(Entity.class));
                        events.add(new SimpleConditionEvent(method, mentions, method.getFullName()));
                    }
                }))
                .check(code);
    }

    @Test
    void every_post_that_changes_something_takes_an_idempotency_key() {
        methods()
                .that()
                .areAnnotatedWith(Transactional.class)
                .and()
                .areAnnotatedWith(POST.class)
                .should()
                .beAnnotatedWith(Idempotent.class)
                .orShould()
                .beAnnotatedWith(Extension.class)
                .allowEmptyShould(true)
                .check(code);
    }

    @Test
    void the_answer_to_an_idempotency_key_is_stored_in_the_transaction_of_its_effect() {
        methods()
                .that()
                .areAnnotatedWith(Idempotent.class)
                .should()
                .beAnnotatedWith(Transactional.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(Transactional.class)
                .allowEmptyShould(true)
                .check(code);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|Handler|Dto|Mapper)")
                .check(code);
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .and()
                .areNotInterfaces()
                .should()
                .haveSimpleNameEndingWith("Resource")
                .orShould()
                .haveSimpleNameEndingWith("Page")
                .check(code);
    }

    @Test
    void a_package_holds_at_most_ten_types() {
        Map<String, Long> sizes = code.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes)
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_TYPES_IN_A_PACKAGE));
    }

    @Test
    void a_source_file_stays_small() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(
                                    file.startsWith("src/test") ? MOST_LINES_OF_TEST : MOST_LINES_OF_CODE));
        }
    }

    private static DescribedPredicate<JavaMethod> areEndpoints() {
        return DescribedPredicate.describe(
                "are endpoints",
                method -> VERBS.stream().anyMatch(method::isAnnotatedWith)
                        && !method.getOwner().isInterface());
    }

    @SafeVarargs
    private static ArchCondition<JavaMethod> carryOneOf(Class<? extends Annotation>... permissions) {
        return new ArchCondition<>("carry a permission, on the method or its class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean carried = Stream.of(permissions)
                        .anyMatch(permission -> method.isAnnotatedWith(permission)
                                || method.getOwner().isAnnotatedWith(permission));
                events.add(new SimpleConditionEvent(method, carried, method.getFullName()));
            }
        };
    }
}
