package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.Conversations;
import com.ieltsaiprep.gateway.conversation.SonicPort;
import com.ieltsaiprep.gateway.ops.WarmUp;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What {@code Main} chooses and a test replaces.
 *
 * @param random cryptographically strong; makes the warm-up's tickets
 * @param conversations opens conversations over a way to Nova Sonic
 * @param sonic the way to Nova Sonic
 * @param mirror the way to the warm-up's Maya
 */
record GatewayParts(
        MonotonicClock clock,
        RandomGenerator random,
        Function<SonicPort, Conversations> conversations,
        SonicPorts sonic,
        SonicPorts mirror,
        WarmUp warmUp) {}
