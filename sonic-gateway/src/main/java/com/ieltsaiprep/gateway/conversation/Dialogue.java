package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.handover.History;
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
    private final ClientPort client;
    private final Voice voice;
    private final ConversationObserver observer;
    private final History history = new History();
    private final Interview interview = new Interview();

    private boolean textIsPlan;
    private boolean awaitsReply;
    private long turnUs;
    private int replies;
    private long startedUs;

    Dialogue(ClientPort client, Voice voice, ConversationObserver observer) {
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
            case SonicOutput.TextStart start -> onTextStart(start);
            case SonicOutput.Text text -> onText(text, link, nowUs);
            case SonicOutput.AudioStart _ -> voice.beginAudio();
            case SonicOutput.Audio audio -> onAudio(audio, nowUs);
            case SonicOutput.ToolUse use -> onTool(use, link, nowUs);
            case SonicOutput.ContentEnd end -> onContentEnd(end, link, nowUs);
            case SonicOutput.Interrupted _ -> interrupt(link);
            case SonicOutput.Usage usage -> observer.used(usage);
            case SonicOutput.Unknown unknown -> observer.unknownEvent(unknown.name());
            case SonicOutput.ToolStart _,
                    SonicOutput.CompletionStart _,
                    SonicOutput.CompletionEnd _ -> {}
        }
        if (voice.replying()) {
            link.watchdog().expectMore(nowUs);
        }
    }

    private void onTextStart(SonicOutput.TextStart start) {
        textIsPlan =
                switch (start.stage()) {
                    case SPECULATIVE -> true;
                    case FINAL -> false;
                };
        if (textIsPlan && start.role() == Role.ASSISTANT) {
            voice.beginReply();
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

    private void onAudio(SonicOutput.Audio audio, long nowUs) {
        voice.add(audio.pcm(), nowUs);
        if (awaitsReply) {
            awaitsReply = false;
            observer.replyStarted(nowUs - turnUs);
        }
    }

    private void onContentEnd(SonicOutput.ContentEnd end, StreamLink link, long nowUs) {
        if (end.stopReason() == StopReason.INTERRUPTED) {
            interrupt(link);
        } else if (end.type() == ContentType.AUDIO && end.stopReason() == StopReason.END_TURN) {
            endReply(link, nowUs);
        }
    }

    private void endReply(StreamLink link, long nowUs) {
        voice.endReply(nowUs);
        replies++;
        link.watchdog().rest();
    }

    private void interrupt(StreamLink link) {
        if (voice.interrupt()) {
            observer.interrupted();
            replies++;
        }
        link.watchdog().rest();
    }

    private void onTool(SonicOutput.ToolUse use, StreamLink link, long nowUs) {
        boolean before = interview.finished();
        String result = interview.onTool(use.toolName(), use.content(), (nowUs - startedUs) / 1000);
        observer.toolUsed(!before && interview.finished());
        link.answerTool(use.toolUseId(), result);
        link.watchdog().expectTurn(nowUs);
    }

    private void caption(Speaker speaker, Stage stage, SonicOutput.Text text) {
        client.send(new ServerMessage.Caption(speaker, stage, voice.epoch(), text.content()));
    }

    /** What the next stream is seeded with. */
    List<History.Message> seed() {
        return history.seed();
    }

    /** What makes Maya speak at the beginning of a stream, if she should. */
    Optional<String> prompt() {
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
