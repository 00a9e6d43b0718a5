import { Download } from 'lucide-react';
import { PageLoading } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Button } from '@/components/ui/Button';
import { useTitle } from '@/hooks/useTitle';
import { useBudgets } from '@/hooks/useBudgets';
import { useLedgerFile } from '../api/ledgerFile';
import { balanceOf, currentMonth, months } from '@/lib/balance';
import { BudgetCard } from './BudgetCard';
import { LedgerTable } from './LedgerTable';
import { MonthsTable } from './MonthsTable';

/** What was spent, what is set aside, what the limits are, and every movement of money. */
export function UsagePage() {
  useTitle('Usage');
  const { data: budgets, isError, error, refetch } = useBudgets();
  const file = useLedgerFile();
  if (isError)
    return (
      <>
        <PageHead title="Usage" />
        <TroubleNotice error={error} actions={<Button onClick={() => void refetch()}>Try again</Button>} />
      </>
    );
  if (!budgets) return <PageLoading />;
  return (
    <>
      <PageHead title="Usage">
        <Button isBusy={file.isPending} onClick={() => file.mutate()}>
          <Download aria-hidden className="size-4" />
          Ledger as CSV
        </Button>
      </PageHead>
      {file.isError && <TroubleNotice error={file.error} />}
      <div className="grid gap-4 md:grid-cols-2">
        <BudgetCard title="This month" period="month" balance={balanceOf(budgets, currentMonth())} />
        <BudgetCard title="In all" period="total" balance={balanceOf(budgets, 'total')} />
      </div>
      <div className="mt-8 flex flex-col gap-8 xl:flex-row xl:items-start">
        <div className="min-w-0 grow">
          <LedgerTable />
        </div>
        <MonthsTable months={months(budgets)} />
      </div>
    </>
  );
}
