package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.TextPieces;
import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import java.util.List;
import java.util.Optional;

/** What is said, whichever stream it comes by: turns, captions, history, tools. */
final class TurnState {
    private static final int CAPTION_BYTES = 1_000;

    /** The words of a reply come as final soon after its audio. */
    private static final long FINAL_US = 2_000_000;

    private final ClientPort client;
    private final ReplySender sender;
    private final ConversationObserver observer;
    private final Transcript transcript;
    private Interview interview = new Interview(false, "");

    private boolean textIsPlan;
    private boolean awaitsReply;
    private boolean turnLost;
    private long turnUs;
    private long repliedUs;
    private int replies;
    private long startedUs;

    /** A conversation that begins with {@link #start} or {@link #goOn}. */
    TurnState(
            ClientPort client,
            ReplySender sender,
            History.Limits limits,
            ConversationObserver observer) {
        this.client = client;
        this.sender = sender;
        this.observer = observer;
        this.transcript = new Transcript(limits);
    }

    /** The conversation begins. */
    void start(long nowUs) {
        startedUs = nowUs;
        owe(nowUs);
    }

    /**
     * The conversation goes on that another node began.
     *
     * @param lost whether something said is missing in the capsule, or was not wholly heard
     */
    void goOn(Capsule capsule, boolean lost, long nowUs) {
        capsule.history().forEach(said -> transcript.add(said.role(), said.text()));
        interview = new Interview(capsule.interviewFinished(), capsule.notes());
        replies = capsule.repliesEnded();
        startedUs = nowUs - capsule.elapsedMs() * 1_000;
        turnLost = lost;
        if (capsule.replyOwed() || lost || replies == 0) {
            owe(nowUs);
        }
    }

    /** Maya is to speak next. */
    private void owe(long nowUs) {
        awaitsReply = true;
        turnUs = nowUs;
    }

    /**
     * Takes an event of the live stream.
     *
     * @return whether something was said to the end
     */
    boolean onEvent(SonicOutput event, ManagedStream stream, long nowUs) {
        switch (event) {
            case SonicOutput.TextStart start -> onTextStart(start, stream, nowUs);
            case SonicOutput.Text text -> {
                onText(text, stream, nowUs);
                return !textIsPlan;
            }
            case SonicOutput.AudioStart _ -> sender.beginAudio();
            case SonicOutput.Audio audio -> onAudio(audio, stream, nowUs);
            case SonicOutput.ToolUse use -> onTool(use, stream, nowUs);
            case SonicOutput.ContentEnd end -> onContentEnd(end, stream, nowUs);
            case SonicOutput.Interrupted _ -> interrupt(stream);
            case SonicOutput.Usage usage -> observer.onTokensUsed(usage);
            case SonicOutput.Unknown unknown -> observer.onUnknownEvent(unknown.name());
            case SonicOutput.ToolStart _,
                    SonicOutput.CompletionStart _,
                    SonicOutput.CompletionEnd _ -> {}
        }
        return false;
    }

    private void onTextStart(SonicOutput.TextStart start, ManagedStream stream, long nowUs) {
        textIsPlan =
                switch (start.stage()) {
                    case SPECULATIVE -> true;
                    case FINAL -> false;
                };
        if (textIsPlan && start.role() == Role.ASSISTANT) {
            if (!sender.replying()) {
                transcript.replied();
            }
            sender.beginReply();
            stream.watchdog().expectTurn(nowUs);
        }
    }

    private void onText(SonicOutput.Text text, ManagedStream stream, long nowUs) {
        switch (text.role()) {
            case ASSISTANT -> {
                caption(Speaker.EXAMINER, textIsPlan ? Stage.PLANNED : Stage.FINAL, text);
                if (textIsPlan) {
                    transcript.planned(text.content());
                } else {
                    transcript.spoken(text.content());
                }
            }
            case USER -> {
                caption(Speaker.CANDIDATE, Stage.FINAL, text);
                if (!sender.replying()) {
                    transcript.replied();
                }
                transcript.heard(text.content());
                owe(nowUs);
                stream.watchdog().expectTurn(nowUs);
            }
            case OTHER -> {}
        }
    }

    private void onAudio(SonicOutput.Audio audio, ManagedStream stream, long nowUs) {
        if (!sender.add(audio.pcm(), nowUs)) {
            stream.abandon(new StreamEnd.Transient("flooded"), nowUs);
            return;
        }
        stream.watchdog().expectMore(nowUs);
        if (awaitsReply) {
            awaitsReply = false;
            turnLost = false;
            observer.onReplyStarted(nowUs - turnUs);
        }
    }

    private void onContentEnd(SonicOutput.ContentEnd end, ManagedStream stream, long nowUs) {
        if (end.stopReason() == StopReason.INTERRUPTED) {
            interrupt(stream);
        } else if (end.type() == ContentType.AUDIO && sender.replying()) {
            if (end.stopReason() == StopReason.END_TURN) {
                endReply(stream, nowUs);
            } else {
                stream.watchdog().expectTurn(nowUs);
            }
        }
    }

    private void endReply(ManagedStream stream, long nowUs) {
        sender.endReply(nowUs);
        repliedUs = nowUs;
        replies++;
        stream.watchdog().rest();
    }

    /** One interruption is marked up to three times, before or after the end of the audio. */
    void interrupt(ManagedStream stream) {
        boolean unfinished = sender.replying();
        if (sender.interrupt()) {
            observer.onInterrupted();
            transcript.interrupted();
            replies += unfinished ? 1 : 0;
            stream.watchdog().rest();
        }
    }

    private void onTool(SonicOutput.ToolUse use, ManagedStream stream, long nowUs) {
        boolean before = interview.isFinished();
        String result = interview.onTool(use.toolName(), use.content(), elapsedMs(nowUs));
        boolean accepted = !before && interview.isFinished();
        observer.onToolUsed(accepted);
        stream.answerTool(use.toolUseId(), result);
        if (accepted) {
            // Her goodbye.
            owe(nowUs);
        }
        if (awaitsReply || sender.replying()) {
            stream.watchdog().expectTurn(nowUs);
        }
    }

    /** In pieces, since a message has a bound. */
    private void caption(Speaker speaker, Stage stage, SonicOutput.Text text) {
        for (String piece : TextPieces.of(text.content(), CAPTION_BYTES)) {
            client.send(new ServerMessage.Caption(speaker, stage, sender.epoch(), piece));
        }
    }

    /** What the next stream is seeded with. */
    List<History.Message> seed() {
        return transcript.seed();
    }

    /** What makes Maya speak at the beginning of a stream, if she should. */
    Optional<String> prompt() {
        if (interview.isFinished()) {
            return awaitsReply ? Optional.of(Interview.GOODBYE) : Optional.empty();
        }
        if (replies == 0) {
            return Optional.of(Interview.GREET);
        }
        if (!awaitsReply) {
            return Optional.empty();
        }
        return Optional.of(turnLost ? Interview.GO_ON : Interview.NEXT);
    }

    /**
     * The stream failed.
     *
     * @param cutOff whether it was making a reply, which will not be finished
     * @param wordsLost whether it took words of the candidate with it
     */
    void onStreamLost(boolean cutOff, boolean wordsLost, long nowUs) {
        if (cutOff) {
            sender.endReply(nowUs);
            transcript.interrupted();
        }
        if (cutOff || wordsLost) {
            turnLost = true;
            owe(nowUs);
        }
    }

    /** Whether Maya has said all that she was to say, and it is written down. */
    boolean settled(long nowUs) {
        boolean written = transcript.settled() || nowUs - repliedUs > FINAL_US;
        return !awaitsReply && !sender.replying() && written;
    }

    /** Whether Maya is to speak next. */
    boolean awaitsReply() {
        return awaitsReply;
    }

    /** Replies so far that ended or were interrupted. */
    int replies() {
        return replies;
    }

    /** Whether Maya has ended the interview. */
    boolean interviewFinished() {
        return interview.isFinished();
    }

    /** Whether the interview is over and her goodbye heard. */
    boolean over(long nowUs) {
        return interview.isFinished() && !awaitsReply && sender.silent(nowUs);
    }

    /** Since the conversation began, on whatever node, ms. */
    long elapsedMs(long nowUs) {
        return (nowUs - startedUs) / 1_000;
    }

    /** What another node needs to go on. */
    Capsule capsule(
            ConversationIdentity identity,
            Ownership ownership,
            long counter,
            Capsule.State state,
            long nowUs) {
        return new Capsule(
                identity.userId(),
                identity.sessionId(),
                ownership.generation(),
                ownership.owner(),
                counter,
                state,
                elapsedMs(nowUs),
                sender.epoch(),
                replies,
                awaitsReply,
                interview.isFinished(),
                interview.notes(),
                transcript.everything());
    }

    int heldBytes() {
        return transcript.heldBytes();
    }
}
