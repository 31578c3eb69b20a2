package com.ieltsaiprep.local.control;

import java.util.List;
import java.util.Map;

/**
 * Requirements that a test or check places on the local stack that it uses.
 *
 * @param sonicArguments command-line arguments of the Sonic stand-in, the local replacement of
 *     Amazon Nova Sonic
 * @param gateways number of gateways; a gateway can be killed or frozen only if there are several
 * @param gatewaySettings environment variables of the gateways, in addition to the usual ones
 */
public record StackRequirements(
        List<String> sonicArguments, int gateways, Map<String, String> gatewaySettings) {
    /** Requirements that every local stack meets: one gateway, and no settings of its own. */
    public static final StackRequirements ANY = sonic(List.of());

    public StackRequirements {
        sonicArguments = List.copyOf(sonicArguments);
        gatewaySettings = Map.copyOf(gatewaySettings);
    }

    /**
     * Returns the requirements for a stack with one gateway, whose Sonic stand-in (the local
     * replacement of Amazon Nova Sonic) has these command-line arguments. Without arguments, every
     * stack meets the requirements.
     */
    public static StackRequirements sonic(List<String> arguments) {
        return new StackRequirements(arguments, 1, Map.of());
    }
}
