package com.ieltsaiprep.gateway.fleet;

/**
 * What the registry does in Redis. A conversation is a hash {@code conversation:<session>} of
 * {@code generation}, {@code owner}, {@code acknowledged} (the newest capsule that the client has
 * safe) and {@code finished}; it outlives the last heartbeat by more than a capsule's life.
 */
final class RegistryScripts {
    /** Answers {@link #CLAIM} with this if the capsule is an old one. */
    static final long SUPERSEDED = 0;

    /** Answers {@link #CLAIM} with this if the conversation is over. */
    static final long FINISHED = -1;

    /** Answers {@link #RENEW} with this for a conversation that another has. */
    static final long LOST = 0;

    private static final int LIFETIME_SECONDS = 31 * 60;

    /** One key; generation and counter of the capsule, owner. The new generation, or see above. */
    static final RedisScript CLAIM =
            RedisScript.of(
                    """
                    local held = redis.call('HMGET', KEYS[1], 'generation', 'acknowledged', 'finished')
                    if held[3] then
                      return -1
                    end
                    local counter = tonumber(ARGV[2])
                    local acknowledged = tonumber(held[2] or 0)
                    if counter == 0 then
                      acknowledged = 0
                    elseif counter < acknowledged then
                      return 0
                    end
                    local generation = math.max(tonumber(held[1] or 0), tonumber(ARGV[1])) + 1
                    redis.call('HSET', KEYS[1], 'generation', string.format('%.0f', generation),
                      'owner', ARGV[3], 'acknowledged', string.format('%.0f', acknowledged))
                    redis.call('EXPIRE', KEYS[1], LIFETIME)
                    return generation
                    """
                            .replace("LIFETIME", String.valueOf(LIFETIME_SECONDS)));

    /**
     * Any number of keys; for each: generation, owner, acknowledged, and whether it is finished (0,
     * 1). Puts back what is missing or older, as after a failover. 1 for each that is the owner's.
     */
    static final RedisScript RENEW =
            RedisScript.of(
                    """
                    local answers = {}
                    for i, key in ipairs(KEYS) do
                      local generation, owner, counter, finished = unpack(ARGV, 4 * i - 3, 4 * i)
                      local held = redis.call('HMGET', key,
                        'generation', 'owner', 'acknowledged', 'finished')
                      local mine = held[2] == owner
                      if held[2] and not mine
                          and (held[4] or tonumber(held[1]) >= tonumber(generation)) then
                        answers[i] = 0
                      else
                        if not mine then
                          redis.call('HSET', key, 'generation', generation, 'owner', owner)
                        end
                        if tonumber(counter) >= tonumber(held[3] or 0) then
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

    private RegistryScripts() {}
}
