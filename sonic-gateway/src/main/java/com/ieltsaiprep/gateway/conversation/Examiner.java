package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.SonicPort.Patience;
import com.ieltsaiprep.gateway.handover.History;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.List;

/**
 * Maya's side of a conversation: the streams by which she hears and speaks. Each is seeded with
 * what was said, given again what the one before it has not answered, and prompted if it is her
 * turn.
 */
final class Examiner implements Streams.Owner {
    /** After a change of streams within their turn, the candidate goes on by then, or has ended. */
    private static final long GO_ON_US = 2_000_000;

    /** The model ends a turn 2 s after the last word, and then writes it down. */
    private static final long WORDS_US = 4_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Owner owner;
    private final Exchange exchange;
    private final ConversationObserver observer;
    private final String sessionId;
    private final Streams streams;
    private final Failures failures = new Failures();

    private long promptUs = NEVER;
    private boolean replay = true;

    /** Whose examiner she is. */
    interface Owner {
        /** Something was said to the end. */
        void onSaid();

        /** No stream can be had. */
        void onUnavailable(long nowUs);

        /** The last stream has ended, after {@link Examiner#leave}. */
        void onAllEnded();
    }

    Examiner(
            Owner owner,
            Exchange exchange,
            ConversationParts parts,
            String sessionId,
            long generation) {
        this.owner = owner;
        this.exchange = exchange;
        this.observer = parts.observer();
        this.sessionId = sessionId;
        String prefix = sessionId + "-" + generation + "-";
        this.streams =
                new Streams(
                        this,
                        parts.sonic(),
                        stream -> new StreamScript(prefix + stream, parts.settings()),
                        exchange.voice(),
                        parts.settings().life());
    }

    void open(Patience patience) {
        streams.open(patience);
    }

    /** Whether a stream hears the candidate. */
    boolean hears() {
        return streams.live();
    }

    /** Time passes: streams take each other's place, or are found dead. */
    void tick(long nowUs) {
        streams.tick(nowUs, exchange.microphone().turn().voiceUs());
    }

    /** After a change of streams in the candidate's turn they go on; if not, Maya does. */
    void promptInTurn(long nowUs) {
        StreamLink link = streams.listening();
        if (promptUs == NEVER || link == null) {
            return;
        }
        OpenTurn turn = exchange.microphone().turn();
        if (turn.hasVoice()) {
            promptUs = Math.max(promptUs, turn.voiceUs() + WORDS_US);
        }
        if (nowUs >= promptUs) {
            prompt(link, nowUs);
        }
    }

    private void prompt(StreamLink link, long nowUs) {
        promptUs = NEVER;
        exchange.dialogue()
                .prompt()
                .ifPresent(
                        text -> {
                            link.script().prompt(link.stream(), text);
                            link.watchdog().expectTurn(nowUs);
                        });
    }

    /** Hands on what the candidate says. */
    void feed(long nowUs) {
        StreamLink link = streams.listening();
        if (link != null) {
            exchange.microphone()
                    .feed(link.stream(), pcm -> link.script().audio(link.stream(), pcm), nowUs);
        }
    }

    /** What is heard while she is heard may be her echo; what she ignores, another stream hears. */
    void listen(boolean attached, long nowUs) {
        StreamLink link = streams.listening();
        OpenTurn turn = exchange.microphone().turn();
        if (!exchange.voice().silent(nowUs)) {
            turn.close();
        } else if (!attached) {
            turn.waitAnew();
        } else if (turn.ignored(nowUs) && link != null) {
            link.abandon(new StreamEnd.Transient("deaf stream"), nowUs);
        }
    }

    /** Lets the streams go. */
    void leave(long nowUs) {
        exchange.voice().discard();
        streams.leave(nowUs);
    }

    /** Gives the streams up without a word to anyone. */
    void cancel() {
        streams.cancel();
    }

    @Override
    public List<History.Message> seed() {
        return failures.seed(exchange.dialogue().seed());
    }

    @Override
    public void onConnecting(int attempt) {
        tell(StreamState.CONNECTING, attempt, 0);
    }

    @Override
    public void onRetry(int attempt, int delayMs) {
        tell(StreamState.RETRYING, attempt, delayMs);
    }

    /** Tells the client of the stream, if there is one. */
    private void tell(StreamState state, int attempt, int delayMs) {
        exchange.line().send(new ServerMessage.Status(state, attempt, delayMs));
    }

    @Override
    public void onListening(StreamLink link, StreamChange change, long nowUs) {
        Microphone microphone = exchange.microphone();
        switch (change) {
            case AFTER_LOSS -> {
                tell(StreamState.LIVE, 0, 0);
                microphone.onStreamOpen(replay, nowUs);
                prompt(link, nowUs);
            }
            case IN_SILENCE -> microphone.onStreamOpen(true, nowUs);
            case MID_TURN -> {
                microphone.onStreamOpen(false, nowUs);
                promptUs = nowUs + GO_ON_US;
            }
            case FORCED -> onForced(link, nowUs);
        }
        replay = true;
        observer.streamChanged(change);
        feed(nowUs);
    }

    private void onForced(StreamLink link, long nowUs) {
        OpenTurn turn = exchange.microphone().turn();
        boolean wordsLost = turn.hasWords() && !turn.whole();
        exchange.microphone().onStreamOpen(!wordsLost, nowUs);
        if (wordsLost) {
            exchange.dialogue().onStreamLost(false, true, nowUs);
            prompt(link, nowUs);
        } else if (!exchange.voice().replying()) {
            promptUs = nowUs + GO_ON_US;
        }
    }

    @Override
    public void onEvent(StreamLink from, SonicOutput event, long nowUs) {
        if (event instanceof SonicOutput.Text text && text.role() == SonicOutput.Role.USER) {
            exchange.microphone().turn().settle();
            promptUs = NEVER;
        }
        if (event instanceof SonicOutput.Audio) {
            promptUs = NEVER;
            exchange.microphone().skipUntilAnswered(false);
        }
        if (exchange.dialogue().onEvent(event, from, nowUs)) {
            owner.onSaid();
        }
    }

    @Override
    public void onDemand(long nowUs) {
        feed(nowUs);
    }

    @Override
    public boolean onLost(StreamLink lost, StreamEnd end, long nowUs) {
        if (lost.wasOpened() && end instanceof StreamEnd.Failure failure) {
            observer.streamFailed(sessionId, failure);
        }
        OpenTurn turn = exchange.microphone().turn();
        boolean cutOff = exchange.voice().replying() && !streams.predecessorSpeaks();
        boolean wordsLost = turn.hasWords() && !turn.whole();
        replay = !cutOff && !wordsLost;
        exchange.dialogue().onStreamLost(cutOff, wordsLost, nowUs);
        promptUs = NEVER;
        if (failures.another(lost, end, exchange.dialogue().replies())) {
            return true;
        }
        owner.onUnavailable(nowUs);
        return false;
    }

    @Override
    public void onSpokenInto(StreamLink speaker) {
        exchange.dialogue().interrupt(speaker);
    }

    @Override
    public void onReplyCut(long nowUs) {
        StreamLink link = streams.listening();
        if (exchange.voice().replying() && link != null) {
            exchange.dialogue().onStreamLost(true, false, nowUs);
            prompt(link, nowUs);
        }
    }

    @Override
    public void onSpareLost(StreamEnd end) {
        if (end instanceof StreamEnd.Failure failure) {
            observer.streamFailed(sessionId, failure);
        }
    }

    @Override
    public boolean quiet(long nowUs) {
        return exchange.quiet(nowUs);
    }

    @Override
    public boolean pausing(long forUs, long nowUs) {
        return exchange.pausing(forUs, nowUs);
    }

    @Override
    public void onAllEnded() {
        owner.onAllEnded();
    }
}
