package com.ieltsaiprep.local.candidate;

import java.util.List;
import java.util.Map;

/**
 * What a stack must be like.
 *
 * @param sonicArguments of the Sonic stand-in
 * @param gateways how many; more than one can be killed and frozen
 * @param gatewaySettings of the gateways, as in their environment
 */
public record StackRequirements(
        List<String> sonicArguments, int gateways, Map<String, String> gatewaySettings) {
    /** Any stack will do. */
    public static final StackRequirements ANY = sonic(List.of());

    /** Copies the collections. */
    public StackRequirements {
        sonicArguments = List.copyOf(sonicArguments);
        gatewaySettings = Map.copyOf(gatewaySettings);
    }

    /** With these arguments of the stand-in; any stack will do if there are none. */
    public static StackRequirements sonic(List<String> arguments) {
        return new StackRequirements(arguments, 1, Map.of());
    }
}
