package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.SonicPort.Patience;
import com.ieltsaiprep.gateway.handover.History;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One conversation between a candidate and Maya: a state machine without I/O. The client and Sonic
 * tell it what happened, and when; it answers through their ports. When a stream fails, the next is
 * seeded with what was said, and the conversation goes on.
 */
final class Conversation implements Conversant, StreamLink.Owner {
    /** Streams that may fail in a row without a reply between them. */
    private static final int MAX_FAILURES = 3;

    /** An interview that Maya does not end is ended then, µs. */
    private static final long LONGEST_US = 20 * 60_000_000L;

    private final String sessionId;
    private final ConversationSettings settings;
    private final ClientPort client;
    private final SonicPort sonic;
    private final ConversationObserver observer;
    private final Microphone microphone;
    private final Voice voice;
    private final Dialogue dialogue;

    private Phase phase = Phase.AWAITING_START;
    private @Nullable StreamLink link;
    private long startedUs;
    private int streams;
    private int failures;
    private int repliesAtFailure;
    private boolean withoutHistory;
    private boolean seeded;

    private enum Phase {
        AWAITING_START,
        TALKING,
        /** The client has its answer; the stream may still be closing. */
        ENDING,
        DONE
    }

    Conversation(
            String sessionId,
            ConversationSettings settings,
            ClientPort client,
            SonicPort sonic,
            ConversationObserver observer) {
        this.sessionId = sessionId;
        this.settings = settings;
        this.client = client;
        this.sonic = sonic;
        this.observer = observer;
        this.microphone = new Microphone(client, observer);
        this.voice = new Voice(client);
        this.dialogue = new Dialogue(client, voice, settings.history(), observer);
    }

    @Override
    public void onMessage(ClientMessage message, long nowUs) {
        if (phase != Phase.AWAITING_START && phase != Phase.TALKING) {
            return;
        }
        switch (message) {
            case ClientMessage.Start _ -> start(nowUs);
            case ClientMessage.Playout playout ->
                    voice.onPlayout(playout.epoch(), playout.playedMs(), nowUs);
            case ClientMessage.Mute mute -> microphone.mute(mute.muted());
            case ClientMessage.End(boolean skipped) ->
                    end(skipped ? EndReason.SKIPPED : EndReason.CLIENT);
            case ClientMessage.Resume _,
                    ClientMessage.CapsuleStored _,
                    ClientMessage.Pong _,
                    ClientMessage.LagTolerance _ -> {}
        }
    }

    private void start(long nowUs) {
        phase = Phase.TALKING;
        startedUs = nowUs;
        dialogue.start(nowUs);
        openStream(Patience.FIRST_OPENING);
    }

    private void openStream(Patience patience) {
        streams++;
        StreamScript script = new StreamScript(sessionId + "-" + streams, settings);
        link = new StreamLink(this, client, voice, script);
        link.open(sonic, patience);
    }

    @Override
    public void onAudio(AudioFrame.Uplink frame, long nowUs) {
        if (phase == Phase.TALKING) {
            microphone.add(frame, nowUs);
            if (microphone.fedLongAgo(nowUs)) {
                feed(nowUs);
            }
        }
    }

    @Override
    public void onClientGone(long nowUs) {
        leave();
    }

    @Override
    public void onNodeDraining(long nowUs) {}

    @Override
    public void onNodeClosing(long nowUs) {
        if (phase != Phase.ENDING && phase != Phase.DONE) {
            client.close(CloseCode.GOING_AWAY);
            leave();
        }
    }

    @Override
    public void tick(long nowUs) {
        if (phase != Phase.TALKING) {
            return;
        }
        if (link != null) {
            link.tick(nowUs, microphone.voiceUs());
        }
        microphone.tick(nowUs);
        feed(nowUs);
        voice.pump(nowUs);
        listen(nowUs);
        if (voice.tooSlow(nowUs)) {
            client.close(CloseCode.TOO_SLOW);
            leave();
        } else if (dialogue.over(nowUs) || nowUs - startedUs > LONGEST_US) {
            end(EndReason.EXAMINER);
        }
    }

    /** What is heard while Maya is heard may be her echo. */
    private void listen(long nowUs) {
        if (!voice.silent(nowUs)) {
            microphone.onAnswered();
        } else if (microphone.ignored(nowUs) && link != null && link.live()) {
            link.abandon(new StreamEnd.Transient("deaf stream"), nowUs);
        }
    }

    @Override
    public long heldBytes() {
        return (long) microphone.heldBytes() + voice.heldBytes() + dialogue.heldBytes();
    }

    @Override
    public boolean finished() {
        return phase == Phase.DONE;
    }

    @Override
    public void onConnecting(StreamLink opening) {
        List<History.Message> seed = withoutHistory ? List.of() : dialogue.seed();
        seeded = !seed.isEmpty();
        opening.script().open(opening.stream(), seed);
    }

    @Override
    public void onLive(StreamLink live, long nowUs) {
        client.send(new ServerMessage.Status(StreamState.LIVE, 0, 0));
        microphone.onStreamOpen(nowUs);
        dialogue.prompt()
                .ifPresent(
                        text -> {
                            live.script().prompt(live.stream(), text);
                            live.watchdog().expectTurn(nowUs);
                        });
        feed(nowUs);
    }

    @Override
    public void onEvent(StreamLink from, SonicOutput event, long nowUs) {
        if (phase == Phase.TALKING && from == link) {
            if (event instanceof SonicOutput.Text text && text.role() == SonicOutput.Role.USER) {
                microphone.onAnswered();
            }
            dialogue.onEvent(event, from, nowUs);
        }
    }

    @Override
    public void onDemand(StreamLink from, long nowUs) {
        if (from == link) {
            feed(nowUs);
        }
    }

    @Override
    public void onEnd(StreamLink from, StreamEnd end, long nowUs) {
        if (end instanceof StreamEnd.Failure failure && phase == Phase.TALKING && from.wasLive()) {
            observer.streamFailed(sessionId, failure);
        }
        if (phase == Phase.ENDING) {
            phase = Phase.DONE;
        } else if (phase == Phase.TALKING && from == link) {
            recover(from, end, nowUs);
        }
    }

    private void recover(StreamLink lost, StreamEnd end, long nowUs) {
        dialogue.onStreamLost(microphone.unanswered(), nowUs);
        microphone.onAnswered();
        failures = dialogue.replies() > repliesAtFailure ? 1 : failures + 1;
        repliesAtFailure = dialogue.replies();
        boolean opened = lost.wasLive();
        boolean hopeless = end instanceof StreamEnd.OurFault && !seeded;
        if (!opened || hopeless || failures > MAX_FAILURES) {
            client.close(CloseCode.EXAMINER_UNAVAILABLE);
            leave();
            return;
        }
        // The service has refused histories that kept its written rules; without one it goes on.
        withoutHistory = end instanceof StreamEnd.OurFault;
        openStream(Patience.REOPENING);
    }

    private void end(EndReason reason) {
        microphone.report();
        client.send(new ServerMessage.Ended(reason));
        client.close(CloseCode.NORMAL);
        leave();
    }

    /** Lets the stream go; the client is gone, or has been told. */
    private void leave() {
        if (phase == Phase.ENDING || phase == Phase.DONE) {
            return;
        }
        voice.discard();
        if (link == null || link.ended()) {
            phase = Phase.DONE;
        } else {
            phase = Phase.ENDING;
            link.finish();
        }
    }

    private void feed(long nowUs) {
        if (link != null && link.live()) {
            StreamLink live = link;
            microphone.feed(live.stream(), pcm -> live.script().audio(live.stream(), pcm), nowUs);
        }
    }
}
