package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.handover.History;
import com.ieltsaiprep.gateway.handover.TextPieces;
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
final class Dialogue {
    private static final int CAPTION_BYTES = 1_000;

    private final ClientPort client;
    private final Voice voice;
    private final ConversationObserver observer;
    private final History history;
    private final Interview interview = new Interview();

    private boolean textIsPlan;
    private boolean awaitsReply;
    private long turnUs;
    private int replies;
    private long startedUs;

    Dialogue(ClientPort client, Voice voice, History.Limits limits, ConversationObserver observer) {
        this.history = new History(limits);
        this.client = client;
        this.voice = voice;
        this.observer = observer;
    }

    /** The conversation begins. */
    void start(long nowUs) {
        startedUs = nowUs;
        owe(nowUs);
    }

    /** Maya is to speak next. */
    private void owe(long nowUs) {
        awaitsReply = true;
        turnUs = nowUs;
    }

    /** Takes an event of the live stream. */
    void onEvent(SonicOutput event, StreamLink link, long nowUs) {
        switch (event) {
            case SonicOutput.TextStart start -> onTextStart(start, link, nowUs);
            case SonicOutput.Text text -> onText(text, link, nowUs);
            case SonicOutput.AudioStart _ -> voice.beginAudio();
            case SonicOutput.Audio audio -> onAudio(audio, link, nowUs);
            case SonicOutput.ToolUse use -> onTool(use, link, nowUs);
            case SonicOutput.ContentEnd end -> onContentEnd(end, link, nowUs);
            case SonicOutput.Interrupted _ -> interrupt(link);
            case SonicOutput.Usage usage -> observer.used(usage);
            case SonicOutput.Unknown unknown -> observer.unknownEvent(unknown.name());
            case SonicOutput.ToolStart _,
                    SonicOutput.CompletionStart _,
                    SonicOutput.CompletionEnd _ -> {}
        }
    }

    private void onTextStart(SonicOutput.TextStart start, StreamLink link, long nowUs) {
        textIsPlan =
                switch (start.stage()) {
                    case SPECULATIVE -> true;
                    case FINAL -> false;
                };
        if (textIsPlan && start.role() == Role.ASSISTANT) {
            voice.beginReply();
            link.watchdog().expectTurn(nowUs);
        }
    }

    private void onText(SonicOutput.Text text, StreamLink link, long nowUs) {
        switch (text.role()) {
            case ASSISTANT -> {
                caption(Speaker.EXAMINER, textIsPlan ? Stage.PLANNED : Stage.FINAL, text);
                if (!textIsPlan) {
                    history.add(History.Role.ASSISTANT, text.content());
                }
            }
            case USER -> {
                caption(Speaker.CANDIDATE, Stage.FINAL, text);
                history.add(History.Role.USER, text.content());
                owe(nowUs);
                link.watchdog().expectTurn(nowUs);
            }
            case OTHER -> {}
        }
    }

    private void onAudio(SonicOutput.Audio audio, StreamLink link, long nowUs) {
        if (!voice.add(audio.pcm(), nowUs)) {
            link.abandon(new StreamEnd.Transient("flooded"), nowUs);
            return;
        }
        link.watchdog().expectMore(nowUs);
        if (awaitsReply) {
            awaitsReply = false;
            observer.replyStarted(nowUs - turnUs);
        }
    }

    private void onContentEnd(SonicOutput.ContentEnd end, StreamLink link, long nowUs) {
        if (end.stopReason() == StopReason.INTERRUPTED) {
            interrupt(link);
        } else if (end.type() == ContentType.AUDIO && voice.replying()) {
            if (end.stopReason() == StopReason.END_TURN) {
                endReply(link, nowUs);
            } else {
                link.watchdog().expectTurn(nowUs);
            }
        }
    }

    private void endReply(StreamLink link, long nowUs) {
        voice.endReply(nowUs);
        replies++;
        link.watchdog().rest();
    }

    /** One interruption is marked up to three times, before or after the end of the audio. */
    private void interrupt(StreamLink link) {
        boolean unfinished = voice.replying();
        if (voice.interrupt()) {
            observer.interrupted();
            replies += unfinished ? 1 : 0;
            link.watchdog().rest();
        }
    }

    private void onTool(SonicOutput.ToolUse use, StreamLink link, long nowUs) {
        boolean before = interview.finished();
        String result = interview.onTool(use.toolName(), use.content(), (nowUs - startedUs) / 1000);
        boolean accepted = !before && interview.finished();
        observer.toolUsed(accepted);
        link.answerTool(use.toolUseId(), result);
        if (accepted) {
            // Her goodbye.
            owe(nowUs);
        }
        if (awaitsReply || voice.replying()) {
            link.watchdog().expectTurn(nowUs);
        }
    }

    /** In pieces, since a message has a bound. */
    private void caption(Speaker speaker, Stage stage, SonicOutput.Text text) {
        for (String piece : TextPieces.of(text.content(), CAPTION_BYTES)) {
            client.send(new ServerMessage.Caption(speaker, stage, voice.epoch(), piece));
        }
    }

    /** What the next stream is seeded with. */
    List<History.Message> seed() {
        return history.seed();
    }

    /** What makes Maya speak at the beginning of a stream, if she should. */
    Optional<String> prompt() {
        if (interview.finished()) {
            return awaitsReply ? Optional.of(Interview.GOODBYE) : Optional.empty();
        }
        if (replies == 0) {
            return Optional.of(Interview.GREET);
        }
        return awaitsReply ? Optional.of(Interview.GO_ON) : Optional.empty();
    }

    /**
     * The stream failed: a reply that it was making will not be finished.
     *
     * @param wordsLost whether it took words of the candidate with it
     */
    void onStreamLost(boolean wordsLost, long nowUs) {
        if (voice.replying() || wordsLost) {
            voice.endReply(nowUs);
            owe(nowUs);
        }
    }

    /** Replies so far that ended or were interrupted. */
    int replies() {
        return replies;
    }

    /** Whether the interview is over and her goodbye heard. */
    boolean over(long nowUs) {
        return interview.finished() && !awaitsReply && voice.silent(nowUs);
    }

    int heldBytes() {
        return history.heldBytes();
    }
}
