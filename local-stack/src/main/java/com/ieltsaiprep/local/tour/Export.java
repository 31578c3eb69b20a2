package com.ieltsaiprep.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;

import java.util.List;
import java.util.Set;

/** All that is held of the person, wherever it was written. */
final class Export implements Step {
    private static final Region HERE = Region.SINGAPORE;
    private static final Set<String> DEVICES = Set.of("a phone", "Chrome on Linux");

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String place() {
        return HERE.awsName();
    }

    @Override
    public String take(World world, Traveller traveller) {
        Answer answer =
                world.api().get(HERE, "/me/export", traveller.phone().accessToken()).expect("200");
        JsonNode account = answer.json("account");
        answer.unless(
                account.path("email").asText().equals(traveller.email()),
                "account.email " + traveller.email(),
                account.path("email").asText());
        answer.unless(
                account.path("name").asText().equals(traveller.name()),
                "account.name " + traveller.name(),
                account.path("name").asText());
        JsonNode signIns = answer.json("sign_ins");
        Set<String> devices = Set.copyOf(signIns.findValuesAsText("device"));
        answer.unless(devices.equals(DEVICES), "sign-ins of " + DEVICES, devices);
        List<String> entries = answer.json("purchases").findValuesAsText("entry_id");
        String attempt = "attempt#" + traveller.ticket().sessionId();
        for (String entry : List.of(attempt, "entitlement#academic_speaking", "grant#")) {
            answer.unless(
                    entries.stream().anyMatch(it -> it.startsWith(entry)),
                    entry + " in purchases",
                    entries);
        }
        return "the account, %d sign-ins, %d entries of purchases with the attempt"
                .formatted(signIns.size(), entries.size());
    }
}
