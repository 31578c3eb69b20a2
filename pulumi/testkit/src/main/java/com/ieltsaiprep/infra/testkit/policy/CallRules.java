package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.policy.RecordedCall.Place;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rules that compare roles with the AWS calls of a tour, both ways: each call is allowed, and what
 * is allowed is called, or is listed with the reason. A call in one region stands for those of the
 * same code in the others.
 */
final class CallRules {
    private static final String DOCUMENT = "docs/aws-calls.json";

    private final List<RecordedCall> calls;
    private final JsonNode exceptions;

    /**
     * Creates the rules.
     *
     * @param calls calls of a tour
     * @param exceptions {@code unrecorded} permissions and {@code notInPlans} calls, with reasons
     */
    CallRules(JsonNode calls, JsonNode exceptions) {
        this.calls =
                StreamSupport.stream(calls.path("calls").spliterator(), false)
                        .map(RecordedCall::of)
                        .toList();
        this.exceptions = exceptions;
    }

    List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "calls-allowed",
                        "A call that its role does not allow fails in AWS only",
                        DOCUMENT,
                        this::allowed),
                new PolicyRule(
                        "permissions-used",
                        "A permission that nothing uses serves an intruder only",
                        DOCUMENT,
                        this::used));
    }

    private void allowed(Plan plan, Findings findings) {
        List<PlannedStatement> statements = PlannedStatement.allowing(plan).toList();
        String domain = domain(plan);
        calls.stream()
                .filter(it -> !isListed("notInPlans", it.role(), it.action(), it.resource()))
                .flatMap(CallRules::everywhere)
                .distinct()
                .forEach(
                        call -> {
                            String role = call.roleName(plan.stack());
                            String arn = call.arn(plan.stack(), domain);
                            if (statements.stream()
                                    .filter(it -> it.role().equals(role))
                                    .noneMatch(it -> it.covers(call.action(), arn))) {
                                findings.addToStack(
                                        "role " + role, call.action() + " on " + arn, "allowed");
                            }
                        });
    }

    /** Returns a call, and the same in other regions if its place is certain. */
    private static Stream<RecordedCall> everywhere(RecordedCall call) {
        boolean isCertain =
                call.places().size() == 1
                        && !call.places().contains(Place.OTHER)
                        && !call.role().equals("gateway");
        return isCertain ? RecordedCall.CODES.keySet().stream().map(call::in) : Stream.of(call);
    }

    /**
     * Permission of a role.
     *
     * @param region region of the role, empty for one that has none in its name
     */
    private record Permission(
            PlannedStatement statement,
            String role,
            String region,
            String action,
            String resource) {}

    private void used(Plan plan, Findings findings) {
        PlannedStatement.allowing(plan)
                .flatMap(it -> permissions(it, plan.stack()))
                .filter(it -> !isListed("unrecorded", it.role, it.action, it.resource))
                .filter(it -> calls.stream().noneMatch(call -> uses(call, it, plan)))
                .forEach(
                        it ->
                                findings.add(
                                        it.statement.policy(),
                                        it.statement.path(),
                                        it.action + " on " + it.resource,
                                        "called by the tour, or in permissions.json with the"
                                                + " reason"));
    }

    private static Stream<Permission> permissions(PlannedStatement statement, String stack) {
        String name = statement.role().replace("ielts-genai-prep-" + stack + "-", "");
        String code = name.replaceFirst("^.*-(?=us$|eu$|ap$)", "");
        String region =
                RecordedCall.CODES.entrySet().stream()
                        .filter(it -> it.getValue().equals(code))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("");
        String role = region.isEmpty() ? name : name.substring(0, name.lastIndexOf('-'));
        return statement.actions().stream()
                .flatMap(
                        action ->
                                statement.resources().stream()
                                        .map(
                                                it ->
                                                        new Permission(
                                                                statement, role, region, action,
                                                                it)));
    }

    /**
     * Returns whether the code that made a call needs a permission, in whichever region it runs.
     */
    private static boolean uses(RecordedCall call, Permission permission, Plan plan) {
        if (!call.role().equals(permission.role) || !call.action().equals(permission.action)) {
            return false;
        }
        String arn = call.arn(plan.stack(), domain(plan));
        if (permission.region.isEmpty()) {
            return Wildcards.matches(permission.resource, arn);
        }
        String[] parts = permission.resource.split(":", -1);
        boolean isAlike =
                parts.length > 5
                        && Wildcards.matches(
                                end(permission.resource),
                                end(call.in(permission.region).arn(plan.stack(), domain(plan))));
        return isAlike && overlap(call.places(), places(parts[3], permission.region));
    }

    /** Returns the end of an ARN, after its region. */
    private static String end(String arn) {
        String[] parts = arn.split(":", 5);
        return parts[parts.length - 1];
    }

    private static boolean overlap(Set<Place> left, Set<Place> right) {
        return left.stream().anyMatch(right::contains);
    }

    /** Returns the places for which a permission may be meant. */
    private static Set<Place> places(String region, String roleRegion) {
        Set<Place> places = EnumSet.noneOf(Place.class);
        places.add(region.equals(roleRegion) ? Place.OWN : Place.OTHER);
        if (region.equals("us-east-1")) {
            places.add(Place.HOME);
        }
        return places;
    }

    private static String domain(Plan plan) {
        return plan.ofType("aws:sesv2/emailIdentity:EmailIdentity").stream()
                .map(it -> Properties.text(it, "emailIdentity"))
                .findFirst()
                .orElse("");
    }

    private boolean isListed(String list, String role, String action, String resource) {
        for (JsonNode entry : exceptions.path(list)) {
            boolean isRole =
                    Properties.texts(entry.path("roles")).stream()
                            .anyMatch(it -> Wildcards.matches(it, role));
            boolean isAction =
                    Properties.texts(entry.path("actions")).stream()
                            .anyMatch(it -> Wildcards.matches(it, action));
            if (isRole
                    && isAction
                    && Wildcards.overlap(entry.path("resource").asText("*"), resource)) {
                return true;
            }
        }
        return false;
    }
}
