package com.ieltsaiprep.local.candidate;

import java.util.List;
import java.util.Map;

/**
 * Requirements on a stack.
 *
 * @param sonicArguments of the Sonic stand-in
 * @param gateways how many; only of several can one be killed or frozen
 * @param gatewaySettings of the gateways, as in their environment
 */
public record StackRequirements(
        List<String> sonicArguments, int gateways, Map<String, String> gatewaySettings) {
    /** No requirements. */
    public static final StackRequirements ANY = sonic(List.of());

    public StackRequirements {
        sonicArguments = List.copyOf(sonicArguments);
        gatewaySettings = Map.copyOf(gatewaySettings);
    }

    /** Requires these arguments of the stand-in; if there are none, any stack will do. */
    public static StackRequirements sonic(List<String> arguments) {
        return new StackRequirements(arguments, 1, Map.of());
    }
}
