package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * AWS call that a role made during a tour.
 *
 * @param role name of the process, such as {@code auth} or {@code gateway}
 * @param roleRegion region in which it ran
 * @param action IAM action
 * @param region region that was called
 * @param resource end of the ARN, without account and stage, such as {@code table/users}
 */
record RecordedCall(String role, String roleRegion, String action, String region, String resource) {
    /** Place of the called region, seen from the caller's. */
    enum Place {
        OWN,
        HOME,
        OTHER
    }

    /** Codes of the regions in names of roles. */
    static final Map<String, String> CODES =
            Map.of("us-east-1", "us", "eu-west-1", "eu", "ap-southeast-1", "ap");

    private static final String HOME_REGION = "us-east-1";
    private static final String ACCOUNT = "123456789012";
    private static final Map<String, String> AREAS =
            Map.of("us-east-1", "us", "eu-west-1", "eu", "ap-southeast-1", "apac");

    static RecordedCall of(JsonNode json) {
        return new RecordedCall(
                json.path("role").asText(),
                json.path("roleRegion").asText(),
                json.path("action").asText(),
                json.path("region").asText(),
                json.path("resource").asText());
    }

    /** Returns the place of the called region; both own and home for a caller in us-east-1. */
    Set<Place> places() {
        Set<Place> places = EnumSet.noneOf(Place.class);
        if (region.equals(roleRegion)) {
            places.add(Place.OWN);
        }
        if (region.equals(HOME_REGION)) {
            places.add(Place.HOME);
        }
        return places.isEmpty() ? EnumSet.of(Place.OTHER) : places;
    }

    /** Returns the call as the same code makes it in another region. */
    RecordedCall in(String otherRegion) {
        boolean isOwn = region.equals(roleRegion);
        String model =
                resource.replaceFirst(
                        "inference-profile/[a-z]+\\.",
                        "inference-profile/" + AREAS.get(otherRegion) + ".");
        return new RecordedCall(role, otherRegion, action, isOwn ? otherRegion : region, model);
    }

    /** Returns the name of the role in a stack. */
    String roleName(String stack) {
        String suffix = role.equals("gateway") ? "" : "-" + CODES.get(roleRegion);
        return "ielts-genai-prep-" + stack + "-" + role + suffix;
    }

    /**
     * Returns the ARN in a stack.
     *
     * @param domain domain of the stack
     */
    String arn(String stack, String domain) {
        String service = action.substring(0, action.indexOf(':'));
        String account = resource.startsWith("foundation-model/") ? "" : ACCOUNT;
        String named =
                resource.replaceFirst("^table/([a-z-]+)", "table/ielts-genai-prep-$1-" + stack)
                        .replaceFirst("^function:", "function:ielts-genai-prep-" + stack + "-")
                        .replaceFirst("^identity/.*", "identity/" + domain);
        return String.join(":", "arn", "aws", service, region, account, named);
    }
}
