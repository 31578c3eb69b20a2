import { useState } from 'react';
import { Field, Form, SelectField, type Values } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

const BANDS = Array.from({ length: 11 }, (_, n) => 4 + n / 2);

/** Change of the target band and the day of the test, which are optional. */
export function GoalSection({ services: { api, signIn }, user }: SectionProps) {
  const [message, setMessage] = useState('');
  const submit = async (values: Values) => {
    setMessage('');
    const [band, day] = [values('target_band'), values('test_date')];
    const result = await api.call('changeMe', {
      target_band: band === '' ? null : Number(band),
      test_date: day === '' ? null : day,
    });
    if (!result.ok) return result.problem;
    signIn.updateProfile(result.value);
    setMessage('Saved.');
    return undefined;
  };
  return (
    <section className="card" aria-labelledby="goal">
      <h2 id="goal">Your goal</h2>
      <p>Reports show how far you are from it.</p>
      <Form submit="Save goal" onSubmit={submit}>
        <SelectField
          name="target_band"
          label="Target band (optional)"
          defaultValue={user.target_band?.toFixed(1) ?? ''}
          options={[['', 'No target'], ...BANDS.map(asOption)]}
        />
        <Field
          name="test_date"
          type="date"
          label="Day of your test (optional)"
          required={false}
          defaultValue={user.test_date ?? ''}
        />
      </Form>
      <p className="news" role="status">
        {message}
      </p>
    </section>
  );
}

function asOption(band: number): readonly [string, string] {
  return [band.toFixed(1), band.toFixed(1)];
}
