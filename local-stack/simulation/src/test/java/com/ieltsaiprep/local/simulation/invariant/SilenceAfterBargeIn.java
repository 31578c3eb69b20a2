package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;
import com.ieltsaiprep.local.simulation.audio.ReplyWatermark;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I3: no audio of an interrupted reply is sent later than 200 ms after the interruption was
 * signalled.
 */
final class SilenceAfterBargeIn implements SimulationObserver {
    private static final long LATENCY_LIMIT_US = 200_000;

    private final VirtualTimeScheduler scheduler;
    private final Map<SimulatedSonicStream, Integer> speaking = new HashMap<>();
    private final Map<Integer, Long> interruptedUs = new HashMap<>();

    SilenceAfterBargeIn(VirtualTimeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onOutput(SimulatedSonicStream stream, SonicOutput event) {
        switch (event) {
            case SonicOutput.Audio audio ->
                    speaking.put(stream, ReplyWatermark.replyNumber(audio.pcm(), 0));
            case SonicOutput.Interrupted _ -> interrupted(stream);
            case SonicOutput.ContentEnd end -> {
                if (end.stopReason() == StopReason.INTERRUPTED) {
                    interrupted(stream);
                }
            }
            default -> {}
        }
    }

    private void interrupted(SimulatedSonicStream stream) {
        Integer reply = speaking.get(stream);
        if (reply != null) {
            interruptedUs.putIfAbsent(reply, scheduler.nowUs());
        }
    }

    @Override
    public void onServerAudio(
            SimulatedSocket socket, int epoch, int frame, byte[] pcm, int from, int length) {
        int reply = ReplyWatermark.replyNumber(pcm, from);
        Long sinceUs = interruptedUs.get(reply);
        if (sinceUs != null && scheduler.nowUs() - sinceUs > LATENCY_LIMIT_US) {
            throw new InvariantViolation(
                    "I3", "reply " + reply + " goes on after its interruption");
        }
    }
}
