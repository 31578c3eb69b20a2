package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.simulation.audio.ReplyTape;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import java.util.HashMap;
import java.util.Map;

/** I3: within 200 ms of the news of an interruption the last of the old reply has left. */
final class SilenceAfterBargeIn implements Witness {
    private static final long WITHIN_US = 200_000;

    private final Timeline timeline;
    private final Map<ModelStream, Integer> speaking = new HashMap<>();
    private final Map<Integer, Long> interruptedUs = new HashMap<>();

    SilenceAfterBargeIn(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void told(ModelStream stream, SonicOutput event) {
        switch (event) {
            case SonicOutput.Audio audio -> speaking.put(stream, ReplyTape.reply(audio.pcm(), 0));
            case SonicOutput.Interrupted _ -> interrupted(stream);
            case SonicOutput.ContentEnd end -> {
                if (end.stopReason() == StopReason.INTERRUPTED) {
                    interrupted(stream);
                }
            }
            default -> {}
        }
    }

    private void interrupted(ModelStream stream) {
        Integer reply = speaking.get(stream);
        if (reply != null) {
            interruptedUs.putIfAbsent(reply, timeline.nowUs());
        }
    }

    @Override
    public void sentAudio(Socket socket, int epoch, int frame, byte[] pcm, int from, int length) {
        int reply = ReplyTape.reply(pcm, from);
        Long sinceUs = interruptedUs.get(reply);
        if (sinceUs != null && timeline.nowUs() - sinceUs > WITHIN_US) {
            throw new Violation("I3", "reply " + reply + " goes on after its interruption");
        }
    }
}
