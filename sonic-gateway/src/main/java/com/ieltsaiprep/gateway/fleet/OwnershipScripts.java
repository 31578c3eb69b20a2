package com.ieltsaiprep.gateway.fleet;

/**
 * What the registry does in Redis. A conversation is a hash {@code conversation:<session>} that
 * outlives the last heartbeat by more than a capsule's life, and than a session gets tickets:
 *
 * <ul>
 *   <li>{@code generation} and {@code owner} of the newest claim
 *   <li>{@code began}: capsules of older generations than this are superseded. It is that of the
 *       last start, or of the capsule that was resumed from
 *   <li>{@code acknowledged}: the newest capsule that the client has safe; older ones are
 *       superseded, and so is a start: else one session would begin any number of conversations
 *   <li>{@code finished}, if the conversation is over
 * </ul>
 */
final class OwnershipScripts {
    /** Answers {@link #CLAIM} with this if the capsule is an old one, or missing. */
    static final long SUPERSEDED = 0;

    /** Answers {@link #CLAIM} with this if the conversation is over. */
    static final long FINISHED = -1;

    /** Answers {@link #RENEW} with this for a conversation that another has. */
    static final long LOST = 0;

    private static final int LIFETIME_SECONDS = 46 * 60;

    /**
     * One key; owner, generation and counter of the capsule, the newest generation that the node
     * knows of. The new generation, or see above.
     */
    static final RedisScript CLAIM =
            RedisScript.of(
                    """
                    local held = redis.call('HMGET', KEYS[1],
                      'generation', 'began', 'acknowledged', 'finished')
                    if held[4] then
                      return -1
                    end
                    local capsule, counter = tonumber(ARGV[2]), tonumber(ARGV[3])
                    if counter < tonumber(held[3] or 0)
                        or counter > 0 and capsule < tonumber(held[2] or 0) then
                      return 0
                    end
                    local generation =
                      math.max(tonumber(held[1] or 0), capsule, tonumber(ARGV[4])) + 1
                    local began = counter == 0 and generation or capsule
                    redis.call('HSET', KEYS[1], 'owner', ARGV[1],
                      'generation', string.format('%.0f', generation),
                      'began', string.format('%.0f', began), 'acknowledged', ARGV[3])
                    redis.call('EXPIRE', KEYS[1], LIFETIME)
                    return generation
                    """
                            .replace("LIFETIME", String.valueOf(LIFETIME_SECONDS)));

    /**
     * Any number of keys; for each: owner, generation, began, acknowledged, and whether it is
     * finished (0, 1). Puts back what is missing or older, as after a failover. 1 for each that is
     * the owner's.
     */
    static final RedisScript RENEW =
            RedisScript.of(
                    """
                    local answers = {}
                    for i, key in ipairs(KEYS) do
                      local owner, generation, began, counter, finished =
                        unpack(ARGV, 5 * i - 4, 5 * i)
                      local held = redis.call('HMGET', key,
                        'owner', 'generation', 'began', 'acknowledged', 'finished')
                      local mine = held[1] == owner
                      if held[1] and not mine
                          and (held[5] or tonumber(held[2]) >= tonumber(generation)) then
                        answers[i] = 0
                      else
                        if not mine then
                          redis.call('HSET', key, 'owner', owner, 'generation', generation)
                        end
                        if held[3] ~= began then
                          redis.call('HSET', key, 'began', began)
                        end
                        if not mine or tonumber(counter) > tonumber(held[4] or 0) then
                          redis.call('HSET', key, 'acknowledged', counter)
                        end
                        if finished == '1' then
                          redis.call('HSET', key, 'finished', '1')
                        end
                        redis.call('EXPIRE', key, LIFETIME)
                        answers[i] = 1
                      end
                    end
                    return answers
                    """
                            .replace("LIFETIME", String.valueOf(LIFETIME_SECONDS)));

    private OwnershipScripts() {}
}
