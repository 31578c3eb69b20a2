package com.ieltsaiprep.gateway.conversation;

/** Whether the client is away, or is to move to another node, and since when. */
final class DisconnectState {
    /** How long a client that is away finds its conversation here as it left it, µs. */
    private static final long AWAY_US = 30_000_000;

    /** How long a client that is to move has to say that it has its capsule safe, µs. */
    private static final long MOVE_US = 2_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private boolean moving;
    private long awayUs = NEVER;
    private long capsuleUs = NEVER;

    /** The connection is lost. */
    void leave(long nowUs) {
        awayUs = nowUs;
    }

    /** The client is back. */
    void comeBack() {
        awayUs = NEVER;
        moving = false;
        capsuleUs = NEVER;
    }

    /** The client is to move. */
    void move() {
        moving = true;
    }

    boolean moving() {
        return moving;
    }

    /** Whether the client has been away for so long that it need not be waited for. */
    boolean awayTooLong(long nowUs) {
        return awayUs != NEVER && (moving || nowUs - awayUs > AWAY_US);
    }

    /** Nobody speaks: the client is given the capsule with which it is to move. */
    void giveCapsule(long nowUs) {
        capsuleUs = nowUs;
    }

    /** Somebody speaks again: another capsule will be needed. */
    void takeBack() {
        capsuleUs = NEVER;
    }

    boolean capsuleGiven() {
        return capsuleUs != NEVER;
    }

    /** Whether the client has had time enough to say that it has it. */
    boolean due(long nowUs) {
        return nowUs - capsuleUs > MOVE_US;
    }
}
