package org.llmregistry.kernel.web;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestQuery;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;

/// Refuses query parameters that the operation does not know, by name: a misspelt filter must not silently widen a
/// list.
@Provider
public class UnknownParameters implements ContainerRequestFilter {

    @Context
    @SuppressWarnings("NullAway.Init") // set by the container; a client proxy, so it can't come by constructor
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> unknown =
                new TreeSet<>(request.getUriInfo().getQueryParameters().keySet());
        if (unknown.isEmpty() || makesPage(resource.getResourceMethod())) {
            return;
        }
        Set<String> known = new TreeSet<>();
        for (Parameter parameter : resource.getResourceMethod().getParameters()) {
            if (parameter.isAnnotationPresent(QueryParam.class)) {
                known.add(parameter.getAnnotation(QueryParam.class).value());
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    if (field.isAnnotationPresent(QueryParam.class)) {
                        known.add(field.getAnnotation(QueryParam.class).value());
                    }
                }
            } else if (parameter.isAnnotationPresent(RestQuery.class)) {
                String name = parameter.getAnnotation(RestQuery.class).value();
                known.add(name.isEmpty() ? parameter.getName() : name);
            }
        }
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            List<Violation> errors = unknown.stream()
                    .map(name -> new Violation(name, "unknown-parameter", "Known here: " + String.join(", ", known)))
                    .toList();
            throw Refusal.of(CommonProblem.INVALID_REQUEST, "Unknown query parameters.", errors);
        }
    }

    /// Links to a page pick up parameters on their way through other people's sites.
    private static boolean makesPage(Method method) {
        Produces produces = method.isAnnotationPresent(Produces.class)
                ? method.getAnnotation(Produces.class)
                : method.getDeclaringClass().getAnnotation(Produces.class);
        return produces != null && produces.value()[0].startsWith(MediaType.TEXT_HTML);
    }
}
